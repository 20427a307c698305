import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findInZip, UnreadableZipError } from './zip.js';

const BOUNDS = { entriesMax: 10, bytesMax: 10_000 };
const anyName = (): boolean => true;

/** A zip file of entries, each packed or not. */
function zipOf(entries: readonly { readonly content: Buffer; readonly isPacked: boolean }[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { content, isPacked } of entries) {
    const packed = isPacked ? deflateRawSync(content) : content;
    const local = Buffer.alloc(31, 'f');
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(1, 26);
    local.writeUInt16LE(0, 28);
    const central = Buffer.alloc(47, 'f');
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(isPacked ? 8 : 0, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt16LE(1, 28);
    central.writeUInt32LE(0, 30);
    central.writeUInt32LE(offset, 42);
    files.push(local, packed);
    directory.push(central);
    offset += local.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, ...directory, end]);
}

describe('the zip file', () => {
  it('gives the first entry that is wanted, packed or not', () => {
    const xml = { content: Buffer.from('<a/>'), isPacked: true };
    for (const isPacked of [true, false]) {
      const zip = zipOf([xml, { content: Buffer.from('%PDF-1.7'), isPacked }]);
      const found = findInZip(zip, (bytes) => bytes[0] === 37, BOUNDS);
      expect(Buffer.from(found ?? []).toString()).toBe('%PDF-1.7');
    }
    expect(findInZip(zipOf([xml]), (bytes) => bytes[0] === 37, BOUNDS)).toBeUndefined();
  });

  it('is bounded in entries and in unpacked bytes', () => {
    const big = { content: Buffer.alloc(20_000), isPacked: true };
    expect(() => findInZip(zipOf([big]), anyName, BOUNDS)).toThrow(UnreadableZipError);
    const many = Array.from({ length: 11 }, () => ({ content: Buffer.from('x'), isPacked: false }));
    expect(() => findInZip(zipOf(many), anyName, BOUNDS)).toThrow(UnreadableZipError);
  });

  it('never fails in another way, however broken', () => {
    const zip = zipOf([{ content: Buffer.from('%PDF-1.7 and more of it'), isPacked: true }]);
    fc.assert(
      fc.property(fc.nat(zip.length - 1), fc.nat(255), fc.nat(zip.length), (at, byte, length) => {
        const broken = Buffer.from(zip);
        broken[at] = byte;
        try {
          findInZip(broken.subarray(0, length), anyName, BOUNDS);
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableZipError);
        }
      }),
    );
  });
});
