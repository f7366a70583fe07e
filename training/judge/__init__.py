"""Makes the drift model that ships in align/drift/judge: `python -m training.judge --data FOLDER`."""
