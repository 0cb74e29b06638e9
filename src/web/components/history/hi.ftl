history-in = आना
history-lesson = पाठ
history-minutes = मिनट
history-of = { $planned } में से { $own }
history-out = जाना
history-since = { $word }, { $clock } से
history-title = बीते पाठ
history-verdict = उपस्थिति
