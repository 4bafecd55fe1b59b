"""What the jobs' queues and mail are called on the test desk."""

WORK, OUTBOX = "work", "outbox"
SENDER = "avisos@desk.example"
CONFIGURATION = "desk-mail"
