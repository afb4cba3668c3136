"""What a person owes, can pay, and should pay first. Sums are integers of fen, rates are `Decimal` shares of one."""
