browser-on = { $system } पर { $browser }
browser-unknown = ऐसा ब्राउज़र जो अपना नाम नहीं बताता
