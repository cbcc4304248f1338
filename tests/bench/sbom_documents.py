# SPDX-FileCopyrightText: 2026 Headwater contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes a synthetic SBOM: every fact that TR-03183-2 asks for, three dependencies a component.

    python3 tests/bench/sbom_documents.py {json,xml,spdx2,tag,spdx3} COMPONENTS FILE
"""

import hashlib
import json
import sys
from xml.sax.saxutils import escape

TIME = "2026-05-01T10:00:00Z"
FACTS = [("filename", "part-{i}.jar"), ("executable", "non-executable"), ("archive", "archive"),
         ("structured", "structured"), ("effectiveLicence", "MIT")]


def digest(kind, i):
    return hashlib.new(kind, str(i).encode()).hexdigest()


def purl(i):
    return f"pkg:maven/org.example.part{i % 97}/part-{i}@1.{i % 50}.{i % 7}"


def needs(i, count):
    return sorted({(i * 7 + step) % count for step in (1, 5, 11)} - {i})


def component(i):
    return {
        "type": "library", "bom-ref": purl(i), "group": f"org.example.part{i % 97}",
        "name": f"part-{i}", "version": f"1.{i % 50}.{i % 7}", "scope": "required",
        "manufacturer": {"name": f"Makers {i % 31}", "url": [f"https://makers{i % 31}.example.org"],
                         "contact": [{"name": "Desk", "email": f"desk{i % 31}@example.org"}]},
        "hashes": [{"alg": "SHA-256", "content": digest("sha256", i)}],
        "licenses": [{"license": {"id": "MIT", "acknowledgement": "declared"}},
                     {"license": {"id": "MIT", "acknowledgement": "concluded"}}],
        "purl": purl(i), "cpe": f"cpe:2.3:a:example:part-{i}:1.{i % 50}.{i % 7}:*:*:*:*:*:*:*",
        "externalReferences": [
            {"type": "distribution", "url": f"https://repo.example.org/part-{i}.jar",
             "hashes": [{"alg": "SHA-512", "content": digest("sha512", -i)}]},
            {"type": "source-distribution", "url": f"https://repo.example.org/part-{i}-src.tar.gz"}],
        "properties": [{"name": "bsi:component:" + name, "value": value.format(i=i)}
                       for name, value in FACTS],
    }


def cyclonedx(count):
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json", "bomFormat": "CycloneDX",
        "specVersion": "1.6", "version": 1,
        "serialNumber": "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
        "metadata": {"timestamp": TIME, "lifecycles": [{"phase": "build"}],
                     "manufacturer": {"name": "Example Office", "url": ["https://example.org"]},
                     "component": {"type": "application", "bom-ref": "root", "name": "root",
                                   "version": "1.0"}},
        "components": [component(i) for i in range(count)],
        "dependencies": [{"ref": "root", "dependsOn": [purl(0)]}] + [
            {"ref": purl(i), "dependsOn": [purl(n) for n in needs(i, count)]}
            for i in range(count)],
        "compositions": [{"aggregate": "complete",
                          "dependencies": [purl(i) for i in range(count)]}],
    }


def element(name, value, indent):
    """XML of a JSON member, for the shapes that component() has."""
    space = "  " * indent
    if isinstance(value, str):
        return f"{space}<{name}>{escape(value)}</{name}>\n"
    inner = "".join(element(key, item, indent + 1) for key, item in value.items())
    return f"{space}<{name}>\n{inner}{space}</{name}>\n"


def xml_component(i):
    part = component(i)
    hashes = "".join(f'        <hash alg="{h["alg"]}">{h["content"]}</hash>\n'
                     for h in part["hashes"])
    references = "".join(
        f'        <reference type="{r["type"]}">\n          <url>{r["url"]}</url>\n' + "".join(
            f'          <hashes>\n            <hash alg="{h["alg"]}">{h["content"]}</hash>\n'
            "          </hashes>\n" for h in r.get("hashes", [])) + "        </reference>\n"
        for r in part["externalReferences"])
    properties = "".join(f'        <property name="{p["name"]}">{p["value"]}</property>\n'
                         for p in part["properties"])
    licenses = "".join(f'        <license acknowledgement="{item["license"]["acknowledgement"]}">\n'
                       f'          <id>{item["license"]["id"]}</id>\n        </license>\n'
                       for item in part["licenses"])
    maker = part["manufacturer"]
    return (f'    <component type="library" bom-ref="{purl(i)}">\n'
            + element("manufacturer", {"name": maker["name"], "url": maker["url"][0],
                                       "contact": maker["contact"][0]}, 3)
            + "".join(element(key, part[key], 3)
                      for key in ("group", "name", "version", "scope"))
            + f"      <hashes>\n{hashes}      </hashes>\n      <licenses>\n{licenses}"
              "      </licenses>\n" + element("cpe", part["cpe"], 3)
            + element("purl", part["purl"], 3)
            + f"      <externalReferences>\n{references}      </externalReferences>\n"
              f"      <properties>\n{properties}      </properties>\n    </component>\n")


def write_xml(count, out):
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<bom xmlns="http://cyclonedx.org/schema/bom/'
              f'1.6" version="1">\n  <metadata>\n    <timestamp>{TIME}</timestamp>\n    <component '
              'type="application" bom-ref="root">\n      <name>root</name>\n    </component>\n'
              "  </metadata>\n  <components>\n")
    out.writelines(xml_component(i) for i in range(count))
    out.write("  </components>\n  <dependencies>\n")
    for i in range(count):
        inner = "".join(f'      <dependency ref="{purl(n)}"/>\n' for n in needs(i, count))
        out.write(f'    <dependency ref="{purl(i)}">\n{inner}    </dependency>\n')
    out.write("  </dependencies>\n</bom>\n")


def spdx2_package(i):
    return {"SPDXID": f"SPDXRef-{i}", "name": f"part-{i}", "versionInfo": f"1.{i % 50}.{i % 7}",
            "downloadLocation": f"https://repo.example.org/part-{i}.jar", "filesAnalyzed": False,
            "supplier": f"Organization: Suppliers {i % 13} (desk@example.org)",
            "licenseConcluded": "MIT", "licenseDeclared": "MIT", "copyrightText": "NOASSERTION",
            "checksums": [{"algorithm": "SHA512", "checksumValue": digest("sha512", i)}],
            "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                              "referenceLocator": purl(i)}]}


def spdx2(count):
    relations = [("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-0")]
    relations += [(f"SPDXRef-{i}", "DEPENDS_ON", f"SPDXRef-{n}")
                  for i in range(count) for n in needs(i, count)]
    return {"spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
            "name": "root", "documentNamespace": "https://example.org/sbom",
            "creationInfo": {"created": TIME, "creators": ["Tool: synthetic-1"]},
            "packages": [spdx2_package(i) for i in range(count)],
            "relationships": [{"spdxElementId": a, "relationshipType": kind,
                               "relatedSpdxElement": b} for a, kind, b in relations]}


def write_tag_value(count, out):
    out.write("SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\nSPDXID: SPDXRef-DOCUMENT\nDocumentName: "
              "root\nDocumentNamespace: https://example.org/sbom\nCreator: Tool: synthetic-1\n"
              f"Created: {TIME}\nRelationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-0\n")
    for i in range(count):
        part = spdx2_package(i)
        out.write(f'\nPackageName: {part["name"]}\nSPDXID: SPDXRef-{i}\nPackageVersion: '
                  f'{part["versionInfo"]}\nPackageDownloadLocation: {part["downloadLocation"]}\n'
                  f'PackageSupplier: {part["supplier"]}\nPackageLicenseConcluded: MIT\n'
                  f'PackageLicenseDeclared: MIT\nPackageChecksum: SHA512: {digest("sha512", i)}\n'
                  f"ExternalRef: PACKAGE-MANAGER purl {purl(i)}\n")
        out.writelines(f"Relationship: SPDXRef-{i} DEPENDS_ON SPDXRef-{n}\n"
                       for n in needs(i, count))


def spdx3(count):
    def iri(what):
        return f"https://example.org/{what}"

    common = {"creationInfo": "_:c"}
    graph = [{"type": "CreationInfo", "@id": "_:c", "specVersion": "3.0.1", "created": TIME,
              "createdBy": [iri("office")]},
             {"type": "Organization", "spdxId": iri("office"), "name": "Office", **common},
             {"type": "software_Sbom", "spdxId": iri("sbom"), "rootElement": [iri("part-0")],
              **common}]
    for i in range(count):
        graph.append({"type": "software_Package", "spdxId": iri(f"part-{i}"), "name": f"part-{i}",
                      "software_packageVersion": f"1.{i % 50}", "software_packageUrl": purl(i),
                      "suppliedBy": iri("office"), "verifiedUsing": [
                          {"type": "Hash", "algorithm": "sha512",
                           "hashValue": digest("sha512", i)}], **common})
        graph.append({"type": "Relationship", "spdxId": iri(f"needs-{i}"), "from": iri(f"part-{i}"),
                      "relationshipType": "dependsOn", "completeness": "complete",
                      "to": [iri(f"part-{n}") for n in needs(i, count)], **common})
    return {"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": graph}


def main():
    kind, count, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    with open(path, "w", encoding="utf-8") as out:
        if kind == "xml":
            write_xml(count, out)
        elif kind == "tag":
            write_tag_value(count, out)
        else:
            make = {"json": cyclonedx, "spdx2": spdx2, "spdx3": spdx3}[kind]
            json.dump(make(count), out, indent=2)


if __name__ == "__main__":
    main()
