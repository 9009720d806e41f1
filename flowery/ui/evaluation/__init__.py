"""The page *Evaluation*: how good recommendations, answers and readings are; for administrators."""
