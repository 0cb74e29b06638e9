chart-as-table = तालिका के रूप में
