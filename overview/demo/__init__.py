"""The demonstration: a plainly invented year of village postings on real divisions, the same for the same seed."""
