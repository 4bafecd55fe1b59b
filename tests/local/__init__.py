"""What runs the desk on one machine, tested over real sockets."""
