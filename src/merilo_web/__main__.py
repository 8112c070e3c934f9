"""`python -m merilo_web` is the command `merilo-web`."""

from merilo_web.command import main

if __name__ == "__main__":
    main()
