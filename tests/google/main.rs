//! Google Meet: the simulated Google judged by Google's own clients, and everything of ours that talks to it.

mod judge;
