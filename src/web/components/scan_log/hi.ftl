scanlog-unknown = अनजान व्यक्ति
