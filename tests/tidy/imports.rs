//! No file of the source needs another that needs it. What counts is what a file names of others: `mod` lines and
//! re-exports count for nothing, and a name that comes by way of a re-export counts for the file it is defined in.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};
use syn::{Item, UseTree, Visibility};

/// The path of a module, or of what is in it, from the root of the crate.
type ModulePath = Vec<String>;

struct SourceFile {
    module: ModulePath,
    /// What it imports, by the name it has here.
    imports: BTreeMap<String, ModulePath>,
    /// The same of what it hands on.
    re_exports: BTreeMap<String, ModulePath>,
    /// Every path it names, as written.
    paths: Vec<ModulePath>,
    children: Vec<String>,
}

/// Gathers the paths that a file names, its tests aside.
#[derive(Default)]
struct Paths(Vec<ModulePath>);

impl<'ast> Visit<'ast> for Paths {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.0.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if !is_test(&module.attrs) {
            visit::visit_item_mod(self, module);
        }
    }

    /// Most calls of macros hold expressions: `say!("…", terminal::left(…))`.
    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let arguments =
            call.parse_body_with(syn::punctuated::Punctuated::<syn::Expr, syn::Token![,]>::parse_terminated);
        for argument in arguments.into_iter().flatten() {
            let mut inner = Paths::default();
            inner.visit_expr(&argument);
            self.0.append(&mut inner.0);
        }
    }
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|one| {
        one.path().is_ident("cfg") && one.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
    })
}

/// Every leaf of a `use`: its path, and the name it has from here on.
fn leaves(tree: &UseTree, before: &ModulePath, found: &mut Vec<(ModulePath, String)>) {
    let with = |name: &syn::Ident| before.iter().cloned().chain([name.to_string()]).collect::<ModulePath>();
    match tree {
        UseTree::Path(path) => leaves(&path.tree, &with(&path.ident), found),
        UseTree::Name(name) if name.ident == "self" => {
            found.push((before.clone(), before.last().unwrap().clone()));
        }
        UseTree::Name(name) => found.push((with(&name.ident), name.ident.to_string())),
        UseTree::Rename(rename) => found.push((with(&rename.ident), rename.rename.to_string())),
        UseTree::Group(group) => group.items.iter().for_each(|item| leaves(item, before, found)),
        UseTree::Glob(_) => {}
    }
}

/// The file of a module below `folder`, and the folder its own modules are in.
fn file_of(folder: &Path, name: &str) -> (PathBuf, PathBuf) {
    let inside = folder.join(name);
    let (alone, with_children) = (folder.join(format!("{name}.rs")), inside.join("mod.rs"));
    if alone.exists() { (alone, inside) } else { (with_children, inside) }
}

fn read(module: ModulePath, file: &Path, folder: &Path, all: &mut Vec<SourceFile>) {
    let syntax = syn::parse_file(&fs::read_to_string(file).unwrap()).unwrap();
    let is_declaration = |item: &&Item| matches!(item, Item::Mod(child) if child.content.is_none());
    let declared = syntax.items.iter().filter(is_declaration).filter_map(|item| match item {
        Item::Mod(child) if !is_test(&child.attrs) => Some(child.ident.to_string()),
        _ => None,
    });
    let children: Vec<String> = declared.collect();
    for child in &children {
        let (file, folder) = file_of(folder, child);
        let path = module.iter().cloned().chain([child.clone()]).collect();
        read(path, &file, &folder, all);
    }
    let mut one = SourceFile {
        module,
        imports: BTreeMap::new(),
        re_exports: BTreeMap::new(),
        paths: Vec::new(),
        children,
    };
    for item in &syntax.items {
        let Item::Use(import) = item else { continue };
        let mut found = Vec::new();
        leaves(&import.tree, &Vec::new(), &mut found);
        for (path, name) in found {
            let Some(path) = one.absolute(&path) else { continue };
            let is_private = matches!(import.vis, Visibility::Inherited);
            (if is_private { &mut one.imports } else { &mut one.re_exports }).insert(name, path);
        }
    }
    let mut paths = Paths::default();
    paths.visit_file(&syntax);
    one.paths = paths.0;
    all.push(one);
}

impl SourceFile {
    /// A path as written here, from the root of the crate; `None` where it is of another crate or a local name.
    fn absolute(&self, path: &[String]) -> Option<ModulePath> {
        let (first, rest) = path.split_first()?;
        let mut base = match first.as_str() {
            "crate" => Vec::new(),
            "self" => self.module.clone(),
            "super" => {
                let ups = path.iter().take_while(|segment| *segment == "super").count();
                let base = &self.module[..self.module.len().checked_sub(ups)?];
                return Some(base.iter().chain(&path[ups..]).cloned().collect());
            }
            child if self.children.iter().any(|one| one == child) => {
                self.module.iter().cloned().chain([child.to_owned()]).collect()
            }
            name => self.imports.get(name).or_else(|| self.re_exports.get(name))?.clone(),
        };
        base.extend_from_slice(rest);
        Some(base)
    }
}

/// The file that defines what a path leads to; `None` for a module itself, which is no use of anything in it.
fn defined_in(path: &[String], files: &BTreeMap<&ModulePath, &SourceFile>) -> Option<ModulePath> {
    let mut path = path.to_vec();
    // A chain of re-exports is short; whoever writes a longer one loses this check of it, and nothing else.
    for _ in 0..8 {
        let length = (0..=path.len()).rev().find(|length| files.contains_key(&path[..*length].to_vec()))?;
        let file = files[&path[..length].to_vec()];
        let item = path.get(length)?;
        match file.re_exports.get(item) {
            Some(origin) => path = origin.iter().chain(&path[length + 1..]).cloned().collect(),
            None => return Some(file.module.clone()),
        }
    }
    None
}

/// Who uses whom, by module.
fn uses(all: &[SourceFile]) -> BTreeMap<ModulePath, BTreeSet<ModulePath>> {
    let files: BTreeMap<&ModulePath, &SourceFile> = all.iter().map(|file| (&file.module, file)).collect();
    let used_by = |file: &SourceFile| {
        let named = file.paths.iter().filter_map(|path| file.absolute(path));
        let all = named.chain(file.imports.values().cloned());
        all.filter_map(|path| defined_in(&path, &files)).filter(|used| *used != file.module).collect()
    };
    all.iter().map(|file| (file.module.clone(), used_by(file))).collect()
}

/// Every module that a module leads to, however far.
fn reached<'a>(
    from: &'a ModulePath,
    uses: &'a BTreeMap<ModulePath, BTreeSet<ModulePath>>,
) -> BTreeSet<&'a ModulePath> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&ModulePath> = uses[from].iter().collect();
    while let Some(one) = next.pop() {
        if reached.insert(one) {
            next.extend(&uses[one]);
        }
    }
    reached
}

#[test]
fn no_files_need_each_other() {
    let src = super::root().join("src");
    let mut all = Vec::new();
    read(Vec::new(), &src.join("lib.rs"), &src, &mut all);
    assert!(all.len() > 250, "only {} files were read", all.len());
    let uses = uses(&all);
    let mut problems = Vec::new();
    for (module, used) in &uses {
        for one in used {
            if reached(one, &uses).contains(module) {
                problems.push(format!("{} needs {}, which needs it", module.join("::"), one.join("::")));
            }
        }
    }
    super::assert_none(&problems);
}

/// One name, one type: whoever reads it in one file knows it in all. A trait's own types (`type Error`) are no names.
#[test]
fn a_type_name_has_one_meaning() {
    struct Names(BTreeMap<String, Vec<String>>, String);
    impl Names {
        fn add(&mut self, name: &syn::Ident) {
            self.0.entry(name.to_string()).or_default().push(self.1.clone());
        }
    }
    impl<'ast> Visit<'ast> for Names {
        fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
            self.add(&item.ident);
        }
        fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
            self.add(&item.ident);
        }
        fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
            self.add(&item.ident);
        }
        fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
            self.add(&item.ident);
        }
        fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
            if !is_test(&module.attrs) {
                visit::visit_item_mod(self, module);
            }
        }
    }
    let mut names = Names(BTreeMap::new(), String::new());
    for (path, text) in super::files("src", ".rs") {
        names.1 = path.display().to_string();
        names.visit_file(&syn::parse_file(&text).unwrap());
    }
    let problems: Vec<String> = names
        .0
        .iter()
        .filter(|(name, places)| places.len() > 1 && !SAME_EVERYWHERE.contains(&name.as_str()))
        .map(|(name, places)| format!("{name}: {}", places.join(", ")))
        .collect();
    super::assert_none(&problems);
}

/// Names that mean the same wherever they stand: the error of a layer, the result of the store.
const SAME_EVERYWHERE: &[&str] = &[];
