// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>

#include "headwater/finding.h"

/// \file
/// What a gap is called: one sentence for each requirement that is a duty in some profile, its key
/// the requirement's id. Of components: {missing} of {asked}, {examples}; of the document: {kind}.

namespace headwater::sbom {

inline constexpr std::array kGapMessages = {
    MessageText{
        "archive",
        {.en =
             "{path}: components that do not say whether they are an archive: {missing} of {asked} "
             "({examples}). {source}",
         .de = "{path}: Komponenten ohne Angabe, ob sie ein Archiv sind: {missing} von {asked} "
               "({examples}). {source}"}},
    MessageText{
        "completeness",
        {.en = "{path}: components that do not say whether their list of dependencies is complete: "
               "{missing} of {asked} ({examples}). {source}",
         .de =
             "{path}: Komponenten ohne Angabe, ob ihre Abhängigkeiten vollständig aufgezählt sind: "
             "{missing} von {asked} ({examples}). {source}"}},
    MessageText{
        "component-creator",
        {.en = "{path}: components without an e-mail address or URL of their creator: {missing} of "
               "{asked} ({examples}). {source}",
         .de = "{path}: Komponenten ohne E-Mail-Adresse oder URL ihres Erstellers: {missing} von "
               "{asked} ({examples}). {source}"}},
    MessageText{"dependencies",
                {.en = "{path}: components that name no dependencies, not even that there are "
                       "none: {missing} "
                       "of {asked} ({examples}). {source}",
                 .de = "{path}: Komponenten ohne Angabe ihrer Abhängigkeiten, auch nicht, dass es "
                       "keine gibt: "
                       "{missing} von {asked} ({examples}). {source}"}},
    MessageText{
        "deployable-hash",
        {.en = "{path}: components without the SHA-512 of the file that is delivered (in CycloneDX "
               "at "
               "the external reference `distribution`, with its URL): {missing} of {asked} "
               "({examples}). {source}",
         .de =
             "{path}: Komponenten ohne SHA-512 der ausgelieferten Datei (in CycloneDX an der "
             "externen Referenz `distribution` mit deren URL): {missing} von {asked} ({examples}). "
             "{source}"}},
    MessageText{
        "distribution-licence",
        {.en =
             "{path}: components without a distribution licence (by an SPDX identifier, marked as "
             "concluded): {missing} of {asked} ({examples}). {source}",
         .de = "{path}: Komponenten ohne Verteilungslizenz (als SPDX-Kennung, gekennzeichnet als "
               "`concluded`): {missing} von {asked} ({examples}). {source}"}},
    MessageText{
        "distribution-licence-1.6",
        {.en =
             "{path}: components without a distribution licence (by an SPDX identifier, marked as "
             "concluded): {missing} of {asked} ({examples}). CycloneDX 1.6 takes one `expression` "
             "for a component: that is the concluded one; a declared licence beside it needs "
             "entries with `license`. {source}",
         .de = "{path}: Komponenten ohne Verteilungslizenz (als SPDX-Kennung, gekennzeichnet als "
               "`concluded`): {missing} von {asked} ({examples}). CycloneDX 1.6 erlaubt eine "
               "`expression` je Komponente: die mit `concluded`; eine ursprüngliche Lizenz daneben "
               "braucht Einträge mit `license`. {source}"}},
    MessageText{
        "executable",
        {.en =
             "{path}: components that do not say whether they are executable: {missing} of {asked} "
             "({examples}). {source}",
         .de = "{path}: Komponenten ohne Angabe, ob sie ausführbar sind: {missing} von {asked} "
               "({examples}). {source}"}},
    MessageText{
        "filename",
        {.en =
             "{path}: components without exactly one file name: {missing} of {asked} ({examples}). "
             "{source}",
         .de =
             "{path}: Komponenten ohne genau einen Dateinamen: {missing} von {asked} ({examples}). "
             "{source}"}},
    MessageText{
        "format",
        {.en =
             "{path} is {kind}, a version that this standard does not take; CycloneDX 1.6 as JSON "
             "would do. {source}",
         .de = "{path} ist {kind}; in dieser Version nimmt der Standard keine Stücklisten an. "
               "CycloneDX 1.6 als JSON genügt. {source}"}},
    MessageText{
        "licence",
        {.en = "{path}: components without a licence named by an SPDX identifier: {missing} of "
               "{asked} ({examples}). {source}",
         .de = "{path}: Komponenten ohne Lizenz als SPDX-Kennung: {missing} von {asked} "
               "({examples}). "
               "{source}"}},
    MessageText{
        "name",
        {.en = "{path}: components without a name: {missing} of {asked} ({examples}). {source}",
         .de = "{path}: Komponenten ohne Namen: {missing} von {asked} ({examples}). {source}"}},
    MessageText{
        "relationships",
        {.en = "{path} ({kind}) does not say which component depends on which. {source}",
         .de = "{path} ({kind}) nennt nicht, welche Komponente von welcher abhängt. {source}"}},
    MessageText{
        "sbom-author",
        {.en = "{path} ({kind}) does not say who or which tool made it. {source}",
         .de =
             "{path} ({kind}) nennt nicht, wer oder welches Werkzeug die Stückliste erstellt hat. "
             "{source}"}},
    MessageText{"sbom-creator",
                {.en = "{path} ({kind}) names no e-mail address or URL of who made it. {source}",
                 .de = "{path} ({kind}) nennt weder E-Mail-Adresse noch URL des Erstellers der "
                       "Stückliste. {source}"}},
    MessageText{"schema",
                {.en = "{path} ({kind}) is not valid by its schema. {source}",
                 .de = "{path} ({kind}) ist nach ihrem Schema nicht gültig. {source}"}},
    MessageText{"serialisation",
                {.en = "{path} is {kind}; JSON or XML is asked for. {source}",
                 .de = "{path} ist {kind}; verlangt wird JSON oder XML. {source}"}},
    MessageText{"sha-256",
                {.en = "{path}: components without a SHA-256 hash: {missing} of {asked} "
                       "({examples}). {source}",
                 .de = "{path}: Komponenten ohne Prüfsumme SHA-256: {missing} von {asked} "
                       "({examples}). {source}"}},
    MessageText{"sha-512",
                {.en = "{path}: components without a SHA-512 hash: {missing} of {asked} "
                       "({examples}). {source}",
                 .de = "{path}: Komponenten ohne Prüfsumme SHA-512: {missing} von {asked} "
                       "({examples}). {source}"}},
    MessageText{
        "structured",
        {.en =
             "{path}: components that do not say whether their structure is still there: {missing} "
             "of {asked} ({examples}). {source}",
         .de =
             "{path}: Komponenten ohne Angabe, ob ihre Struktur noch vorhanden ist: {missing} von "
             "{asked} ({examples}). {source}"}},
    MessageText{
        "supplier-name",
        {.en = "{path}: components without the name of a supplier: {missing} of {asked} "
               "({examples}). "
               "{source}",
         .de = "{path}: Komponenten ohne Namen des Anbieters: {missing} von {asked} ({examples}). "
               "{source}"}},
    MessageText{
        "timestamp",
        {.en = "{path} ({kind}) does not say when it was made (date and time). {source}",
         .de =
             "{path} ({kind}) nennt nicht, wann sie erstellt wurde (Datum und Uhrzeit). {source}"}},
    MessageText{
        "version",
        {.en = "{path}: components without a version: {missing} of {asked} ({examples}). {source}",
         .de = "{path}: Komponenten ohne Version: {missing} von {asked} ({examples}). {source}"}},
    MessageText{"vulnerabilities",
                {.en = "{path} ({kind}) holds data about vulnerabilities, which belong into a "
                       "document of their own "
                       "(CSAF, VEX). {source}",
                 .de = "{path} ({kind}) enthält Angaben zu Schwachstellen; sie gehören in ein "
                       "eigenes Dokument (CSAF, "
                       "VEX). {source}"}},
};

}  // namespace headwater::sbom
