"""Set forms in which an answer is told, retold as the plain sentences that the rooms of answers read."""
