"""The council's list, meetings, contract, letters, plan of the assessment."""
