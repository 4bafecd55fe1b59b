"""The scheduled jobs, end to end below the schedules: tasks, transactions, queues, mail."""
