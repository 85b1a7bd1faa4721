//! SMS on the radio.
