//! Every rule, just kept and just broken.
