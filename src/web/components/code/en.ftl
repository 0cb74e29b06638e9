code-card-keep = It always stays the same, so a printed one goes on working.
code-card-of = Card of { $name }
code-card-what = Show this code at the reception: it is scanned there to check in and out.
code-picture-of = QR code of { $name }
code-print = Print
