unmatched-answer = { $count ->
    [0] Больше на этой странице ничего нет.
    [one] { $count } имя ждёт, пока скажут, чьё оно.
    [few] { $count } имени ждут, пока скажут, чьи они.
    [many] { $count } имён ждут, пока скажут, чьи они.
   *[other] { $count } имени ждут, пока скажут, чьи они.
}
unmatched-answer-many = Здесь { $count } имён, и это не все: ждут, пока скажут, чьи они.
unmatched-answer-none = Все, кого видели, известны.
unmatched-bound = Связано: { $name }. { $count ->
    [one] { $count } занятие пересчитывается.
    [few] { $count } занятия пересчитываются.
    [many] { $count } занятий пересчитываются.
   *[other] { $count } занятия пересчитываются.
}
unmatched-empty = Неопознанных нет
unmatched-empty-what = Как только на занятии увидят кого-то, кого Rollcall не знает, имя появится здесь.
unmatched-nobody-called = Никого с таким именем нет: { $who }.
unmatched-nobody-done = Не наш человек. { $count ->
    [one] { $count } занятие пересчитывается.
    [few] { $count } занятия пересчитываются.
    [many] { $count } занятий пересчитываются.
   *[other] { $count } занятия пересчитываются.
}
unmatched-same-email = Тот же адрес почты
unmatched-same-name = { $all ->
    [1] То же имя, в списке этого занятия
    [one] То же имя, в списках этих занятий: { $expected } из { $all }
    [few] То же имя, в списках этих занятий: { $expected } из { $all }
    [many] То же имя, в списках этих занятий: { $expected } из { $all }
   *[other] То же имя, в списках этих занятий: { $expected } из { $all }
}
unmatched-seen = { $count ->
    [one] На { $count } занятии:
    [few] На { $count } занятиях:
    [many] На { $count } занятиях:
   *[other] На { $count } занятия:
}
unmatched-sessions = Прошедшие занятия
unmatched-several = Подходят { $count }: { $names }. Напишите имя полнее или адрес почты.
unmatched-similar-name = { $all ->
    [1] Похожее имя, в списке этого занятия
    [one] Похожее имя, в списках этих занятий: { $expected } из { $all }
    [few] Похожее имя, в списках этих занятий: { $expected } из { $all }
    [many] Похожее имя, в списках этих занятий: { $expected } из { $all }
   *[other] Похожее имя, в списках этих занятий: { $expected } из { $all }
}
unmatched-title = Неопознанные
unmatched-what = Их видели на занятиях под именем платформы. По догадке никому ничего не начисляется: скажите, кто это, и прошедшие занятия тоже зачтутся.
