browser-on = { $browser } on { $system }
browser-unknown = A browser that does not say its name
