scanlog-unknown = Unknown person
