"""What is run by hand, seldom, when something that ships ready-made is drawn again."""
