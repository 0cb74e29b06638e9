chart-as-table = В виде таблицы
