households-add = Add a household
households-add-what = People billed together. Who belongs to it is said on the page of each person.
households-added = { $name } was added.
households-answer = { $count ->
    [0] No household is found.
    [one] { $count } household.
   *[other] { $count } households.
}
households-bad-name = A name has 1 to 200 characters on one line.
households-bill = Bill
households-edit = Edit
households-edit-title = Edit { $name }
households-edit-what = Bills of closed months stay as they are.
households-empty = No household here
households-empty-what = Take the filter away, or add one.
households-has = { $count ->
    [0] Nobody belongs to it.
    [one] { $count } person belongs to it.
   *[other] { $count } people belong to it.
}
households-is-paid = { $name } pays.
households-members = Members
households-name = Name
households-no-members = Nobody belongs to it yet
households-no-members-what = Open a person and write the name of this household there.
households-no-payer = Nobody
households-nobody-pays = Nobody pays yet.
households-payer = Payer
households-payer-hint = E-mail address or exact name of a person here.
households-people = People
households-saved = { $name } was saved.
households-search = Name or payer
households-several-payers = Several people are called so: write the e-mail address.
households-since = Here since
households-title = Households
households-unknown-payer = Nobody here has this e-mail address or name.
