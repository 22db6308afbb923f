"""The release: the folder that the installer and the stick take as it is, or a sentence why there is none."""
