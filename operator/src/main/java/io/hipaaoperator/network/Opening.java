package io.hipaaoperator.network;

/** stub */
public record Opening(String text, boolean publicAddresses) {}
