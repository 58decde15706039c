"""The pages of the accounts room: doors, forms and answers; every step is taken by the modules one folder up."""
