Console.WriteLine("connector");
