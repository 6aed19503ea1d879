//! A program to stop in, with values of Rust's library.
use std::borrow::Cow;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};
use std::ffi::OsString;
use std::hint::black_box;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::rc::{Rc, Weak};
use std::sync::atomic::{AtomicBool, AtomicU32};
use std::sync::{Arc, Mutex, RwLock};
use std::time::Duration;

trait Shape {
    fn area(&self) -> f64;
}

struct Circle {
    radius: f64,
}

struct Square(u32);

impl Shape for Circle {
    fn area(&self) -> f64 {
        3.0 * self.radius * self.radius
    }
}

impl Shape for Square {
    fn area(&self) -> f64 {
        f64::from(self.0 * self.0)
    }
}

struct Node {
    name: String,
    next: Option<Box<Node>>,
}

fn shared() {
    let rc = Rc::new(String::from("tea"));
    let other = Rc::clone(&rc);
    let weak: Weak<String> = Rc::downgrade(&rc);
    let gone: Weak<u32> = Weak::new();
    let arc = Arc::new(Square(3));
    let text: Rc<str> = Rc::from("näh");
    let slice: Arc<[u16]> = Arc::from([1, 2, 3]);
    let cell = Cell::new(5);
    let once = OnceCell::from(7);
    let idle = RefCell::new(vec![1, 2]);
    let read = RefCell::new(1);
    let written = RefCell::new('x');
    let (reading, again) = (read.borrow(), read.borrow());
    let writing = written.borrow_mut();
    let mutex = Mutex::new(Square(4));
    let locked = Mutex::new(8);
    let guard = locked.lock().unwrap();
    let rw = RwLock::new(9);
    let atomic = AtomicU32::new(10);
    let flag = AtomicBool::new(true);
    let tree = Rc::new(RefCell::new(Node { name: "leaf".into(), next: None }));
    black_box((&rc, &other, &weak, &gone, &arc, &text, &slice, &cell, &once, &idle));
    black_box((&reading, &again, &writing, &mutex, &guard, &rw, &atomic, &flag, &tree));
}

fn collections() {
    let counts: HashMap<String, i32> = HashMap::from([("apples".into(), 3), ("pears".into(), 5)]);
    let many: HashMap<u32, u64> = (0..1000).map(|at| (at, u64::from(at) * 2)).collect();
    let none: HashMap<u8, u8> = HashMap::new();
    let set: HashSet<char> = HashSet::from(['a']);
    let tree: BTreeMap<u32, &str> = BTreeMap::from([(2, "two"), (1, "one")]);
    let deep: BTreeMap<u32, u32> = (0..1000).map(|at| (at, at * at)).collect();
    let bare: BTreeMap<u8, u8> = BTreeMap::new();
    let sorted: BTreeSet<String> = BTreeSet::from(["b".into(), "a".into()]);
    let mut queue: VecDeque<u32> = VecDeque::with_capacity(4);
    queue.extend([1, 2, 3, 4]);
    queue.pop_front();
    queue.push_back(5);
    let heap = BinaryHeap::from([1, 7, 3]);
    let list = LinkedList::from(["x", "y"]);
    let nested: HashMap<&str, Vec<Option<u8>>> = HashMap::from([("key", vec![Some(1), None])]);
    black_box((&counts, &many, &none, &set, &tree, &deep, &bare, &sorted));
    black_box((&queue, &heap, &list, &nested));
}

fn others() {
    let borrowed: Cow<str> = Cow::Borrowed("lent");
    let owned: Cow<str> = Cow::Owned("own".into());
    let chain = Node {
        name: "first".into(),
        next: Some(Box::new(Node { name: "second".into(), next: None })),
    };
    let boxed: Box<dyn Shape> = Box::new(Circle { radius: 1.5 });
    let lent: &dyn Shape = &Square(2);
    let counted: Rc<dyn Shape> = Rc::new(Square(6));
    let maybe: Option<Box<dyn Shape>> = Some(Box::new(Square(5)));
    let shapes: Vec<Box<dyn Shape>> = vec![Box::new(Square(1)), Box::new(Circle { radius: 2.0 })];
    let path = PathBuf::from("/tmp/a b");
    let part: &Path = Path::new("b.txt");
    let os = OsString::from("os");
    let short = Duration::from_millis(1500);
    let long = Duration::new(3, 7);
    let number = NonZero::new(5u32);
    let range = 1..4;
    let add = |one: u32| one + number.map_or(0, NonZero::get);
    black_box((&borrowed, &owned, &chain, &boxed, &lent, &counted, &maybe, &shapes));
    black_box((&path, &part, &os, &short, &long, &number, &range, &add(1)));
    black_box(boxed.area() + lent.area());
}

fn main() {
    shared();
    collections();
    others();
}
