package dev.shm.internal.region;

/** Somebody put another file under the name while it was being opened: begin again. */
final class FileReplacedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FileReplacedException(RegionPath path) {
        super(path + " was replaced while it was being opened", null, false, false);
    }
}
