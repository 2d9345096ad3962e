package dev.shm.tools;

import picocli.CommandLine.ITypeConverter;

/** Makes a {@link RegionTarget} of a word of the command line. */
final class TargetConverter implements ITypeConverter<RegionTarget> {
    @Override
    public RegionTarget convert(String word) {
        return new RegionTarget(word);
    }
}
