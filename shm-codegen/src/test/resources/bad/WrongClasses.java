package bad;

import dev.shm.struct.SharedStruct;

public class WrongClasses {
    @SharedStruct
    private static class Hidden { // error: SHM012
        int a;
    }

    private static class Shell {
        @SharedStruct
        static class Inside { // error: SHM012
            int a;
        }
    }

    @SharedStruct
    class Inner { // error: SHM013
        int a;
    }

    @SharedStruct
    static class Generic<T> { // error: SHM014
        int a;
    }

    @SharedStruct
    record GenericRecord<T>(int a) {} // error: SHM014

    @SharedStruct
    abstract static class Abstract { // error: SHM015
        int a;
    }

    @SharedStruct
    static class Extending extends Exception { // error: SHM016
        int a;
    }

    @SharedStruct
    static class NoConstructor { // error: SHM017
        int a;

        NoConstructor(int a) {
            this.a = a;
        }
    }

    @SharedStruct
    static class PrivateConstructor { // error: SHM017
        int a;

        private PrivateConstructor() {}
    }

    @SharedStruct
    static class ThrowingConstructor { // error: SHM017
        int a;

        ThrowingConstructor() throws java.io.IOException {}
    }

    @SharedStruct
    static class Empty { // error: SHM018
        static int a;
        transient int b;
    }

    @SharedStruct
    record EmptyRecord() {} // error: SHM018

    @SharedStruct(id = "two words")
    static class BadId { // error: SHM020
        int a;
    }

    @SharedStruct(version = 0)
    static class BadVersion { // error: SHM021
        int a;
    }

    @SharedStruct
    static class Several<T> extends Thread { // error: SHM014 SHM016
        int[] a; // error: SHM044
        String b; // error: SHM036
    }
}
