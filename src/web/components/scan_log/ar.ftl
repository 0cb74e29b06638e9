scanlog-unknown = شخص غير معروف
