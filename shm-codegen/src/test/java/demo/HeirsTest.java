package demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shm.struct.StructField;
import dev.shm.struct.StructLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values of classes and interfaces that inherit fields, in and out. */
class HeirsTest {
    private static List<String> names(StructLayout layout) {
        return layout.fields().stream().map(StructField::name).toList();
    }

    @Test
    void fieldsOfASuperclassInAnotherPackageAreReadAndWritten() {
        Heirs.Depot depot = new Heirs.Depot();
        depot.setOpened(1);
        depot.kind(2);
        depot.setActive(true);
        depot.setTrusted(false);
        depot.owner = "Ada";
        depot.balance = 3.5;
        depot.setLimits(new long[] {4, 5});
        SharedHeirs_Depot shared = SharedHeirs_Depot.allocate().set(depot);
        assertEquals(1, shared.opened());
        assertEquals(2, shared.kind());
        assertTrue(shared.isActive());
        assertEquals(false, shared.trusted());
        assertEquals("Ada", shared.owner());
        assertEquals(3.5, shared.balance());
        assertEquals(5, shared.limits(1));
        Heirs.Depot copy = shared.trusted(null).opened(7).get();
        assertEquals(7, copy.getOpened());
        assertEquals(2, copy.kind());
        assertTrue(copy.isActive());
        assertNull(copy.isTrusted());
        assertEquals("Ada", copy.owner);
        assertEquals(3.5, copy.balance);
        assertArrayEquals(new long[] {4, 5}, copy.getLimits());
        assertEquals(
                List.of("opened", "kind", "isActive", "trusted", "owner", "balance", "limits"),
                names(SharedHeirs_Depot.LAYOUT));
    }

    @Test
    void inheritedFieldsOfAnInterfaceAreThereOnceAndTheObjectsOfGetHaveAllSetters() {
        assertEquals(List.of("name", "isDefault", "left", "right"), names(SharedHeirs_Both.LAYOUT));
        SharedHeirs_Both shared =
                SharedHeirs_Both.allocate().name("x").isDefault(true).left(1).right(2);
        Heirs.Both value = shared.get();
        assertEquals(value, shared.get());
        assertEquals("x", value.getName());
        assertTrue(value.isDefault());
        assertEquals(3, value.sum());
        value.setName("y");
        value.setDefault(false).setName("z");
        value.left(4);
        assertEquals(5, value.right(5).right());
        assertNotEquals(value, shared.get());
        assertEquals(
                "SharedHeirs_Both[name=z, isDefault=false, left=4, right=5]",
                shared.set(value).toString());
        assertEquals("Both[z, false, 4, 5]", value.toString());
    }
}
