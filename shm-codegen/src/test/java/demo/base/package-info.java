/** A package whose structs are extended in another. */
package demo.base;
