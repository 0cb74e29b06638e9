chart-as-table = على شكل جدول
