browser-on = { $browser }, { $system }
browser-unknown = Браузер, который не называет себя
