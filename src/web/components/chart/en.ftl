chart-as-table = As a table
