# A message in a list and on its page.

message-again = फिर भेजें
message-recipient-gone = (नहीं रहा)
message-several = { $count ->
    [one] { $count } बात
   *[other] { $count } बातें
}
message-state = स्थिति
message-to = किसे
message-tried-again = फिर { $date }
message-tries = { $count ->
    [one] { $count } प्रयास
   *[other] { $count } प्रयास
}
message-unreadable = कुछ जो यह संस्करण नहीं पढ़ सकता
message-what = क्या
message-when = कब
