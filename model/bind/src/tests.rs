//! Machine to bytes to machine is the identity, and the examples of the specification drive the machines.
