//! The gazetteer: places of the world by name.
//!
//! ```
//! use annalist_world::{PlaceClass, World};
//! let world = World::builtin();
//! let found = world.place_at(&["Deir", "ez", "-", "Zor", "was", "quiet"]).unwrap();
//! let place = world.place(found.candidates().next().unwrap());
//! assert_eq!((found.len, place.country().unwrap().as_str()), (4, "SYR"));
//! ```

mod index;
mod lookup;
mod place;

pub use lookup::PlaceMatch;
pub use place::{Place, PlaceClass, PlaceId};
