//! Rules of the server, each with the case that just keeps it and the one that breaks it.
