"""The tutor screen: subjects, conversations and the conversation itself."""
