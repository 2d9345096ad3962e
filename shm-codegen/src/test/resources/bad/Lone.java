package bad;

import dev.shm.collections.GenerateQueue;

@GenerateQueue
public class Lone { // error: SHM050
    int a;
}
