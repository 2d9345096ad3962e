package dev.shm.collections;

public @interface GenerateQueue {}
