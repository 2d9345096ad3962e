package dev.shm.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.spi.Finding.Severity;
import dev.shm.struct.DamagedValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DescriptionTest {
    private final Description root = new Description();

    @Test
    void findingsNameTheirPlace() {
        root.report(Severity.NOTE, "here");
        root.child("mutex").report(Severity.WARNING, "there");
        Description object = root.addTo("objects", "best");
        object.put(
                "values",
                Map.of(
                        "symbol",
                        new DamagedValue("too long", false),
                        "legs",
                        List.of(1, new DamagedValue("odd", false))));
        assertTrue(root.findings()
                .containsAll(List.of(
                        new Finding(Severity.NOTE, "", "here"),
                        new Finding(Severity.WARNING, "mutex", "there"),
                        new Finding(Severity.ERROR, "objects.best.values.symbol", "too long"),
                        new Finding(Severity.ERROR, "objects.best.values.legs.1", "odd"))));
        assertEquals(4, root.findings().size());
        object.put("side", new DamagedValue("ordinal 2", true));
        assertTrue(root.findings().stream()
                .anyMatch(finding -> finding.severity() == Severity.NOTE
                        && finding.where().equals("objects.best.side")
                        && finding.message().contains("later version")));
    }

    @Test
    void aMapIsADescriptionOfFields() {
        root.put("values", Map.of("id", 7, "leg", Map.of("ratio", 2)));
        Description values = child(root, "values");
        assertTrue(values.isOfFields());
        assertTrue(child(values, "leg").isOfFields());
        assertFalse(root.isOfFields());
    }

    @Test
    void aListKeepsItsOrder() {
        root.list("holders");
        assertEquals(List.of(), root.values().get("holders"));
        Description first = root.addTo("holders", "slot 1");
        Description second = root.addTo("holders", "slot 2");
        assertEquals(List.of(first, second), root.values().get("holders"));
    }

    private static Description child(Description parent, String name) {
        return assertInstanceOf(Description.class, parent.values().get(name));
    }
}
