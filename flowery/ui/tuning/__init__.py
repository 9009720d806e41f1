"""The page *Fine-tuning*: examples, sets, jobs, models and prompts; for administrators."""
