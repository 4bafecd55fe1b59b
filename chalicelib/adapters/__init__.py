"""AWS behind plain functions: DynamoDB (records, reads, the one commit) and people (Cognito)."""
