// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/untrusted.h"

/// \file
/// The words of the printed record.

namespace headwater::report::texts {

inline constexpr Text kReportTitle = {"Record of checks", "Prüfbericht"};
inline constexpr Text kScopeTitle = {"About: ", "Gegenstand: "};
inline constexpr Text kWholePlatform = {"all projects of the platform",
                                        "alle Projekte der Plattform"};
inline constexpr Text kPeriodTitle = {"Period: ", "Zeitraum: "};
inline constexpr Text kAllTime = {"everything that is stored", "alles, was gespeichert ist"};
inline constexpr Text kFromDay = {"from ", "ab "};
inline constexpr Text kUntilDay = {"until ", "bis "};
inline constexpr Text kReleaseTitle = {"Release: ", "Lieferung: "};
inline constexpr Text kCommitsInIt = {" commits, up to ", " Commits, bis "};
inline constexpr Text kOneCommitInIt = {" commit, up to ", " Commit, bis "};
inline constexpr Text kMadeTitle = {"Made: ", "Erstellt: "};
inline constexpr Text kEngineTitle = {"Headwater version: ", "Version von Headwater: "};
inline constexpr Text kLogTitle = {"Audit log: ", "Protokoll (Audit-Log): "};
inline constexpr Text kLogEmpty = {"has no entry yet", "enthält noch keinen Eintrag"};
inline constexpr Text kLogSound = {"unbroken, last entry ", "unversehrt, letzter Eintrag "};
inline constexpr Text kLogBroken = {"not as it was written, last entry ",
                                    "nicht so, wie es geschrieben wurde, letzter Eintrag "};
inline constexpr Text kRemovedNote = {
    "Old decisions were removed because their time was over; what is older than that is missing "
    "here. The audit log says when.",
    "Alte Entscheidungen wurden nach Ablauf ihrer Frist entfernt; was älter ist, fehlt hier. Wann "
    "das war, sagt das Protokoll."};
inline constexpr Text kHowToRead = {
    "This record says what stored decisions say. People stand in it only as numbers of the audit "
    "log, and it puts nothing in an order of merit.",
    "Dieser Bericht gibt wieder, was gespeicherte Entscheidungen sagen. Personen stehen darin nur "
    "als Nummern des Protokolls, und er bildet keine Rangfolge."};
inline constexpr Text kProjects = {"Projects", "Projekte"};

inline constexpr Text kPolicyHeading = {"Rule sets in force", "Angewandte Regelwerke"};
inline constexpr Text kBranchHeading = {"Default branch", "Standardzweig"};
inline constexpr Text kLicencesHeading = {"Licences", "Lizenzen"};
inline constexpr Text kSbomHeading = {"Parts list (SBOM)", "Stückliste (SBOM)"};
inline constexpr Text kUpstreamHeading = {"Differences from upstream, forks",
                                          "Abweichungen vom Ursprungsprojekt, Forks"};
inline constexpr Text kOthersHeading = {"Other rules", "Weitere Regeln"};
inline constexpr Text kMergeHeading = {"Merge requests", "Merge Requests"};
inline constexpr Text kRulesHeading = {"Rules in merge requests", "Regeln in Merge Requests"};
inline constexpr Text kWaiversHeading = {"Waivers", "Ausnahmen"};
inline constexpr Text kGapsHeading = {"What could not be checked",
                                      "Was nicht geprüft werden konnte"};

inline constexpr Text kNoPolicy = {"No judgement names a rule set.",
                                   "Keine Prüfung nennt ein Regelwerk."};
inline constexpr Text kNoBranch = {"There is no judgement of the default branch.",
                                   "Zum Standardzweig liegt keine Prüfung vor."};
inline constexpr Text kNoWaivers = {"There was none.", "Es gab keine."};
inline constexpr Text kNoGaps = {"Everything that was to be checked could be checked.",
                                 "Alles, was zu prüfen war, konnte geprüft werden."};
inline constexpr Text kNoRules = {"No rule has judged a merge request.",
                                  "Keine Regel hat einen Merge Request geprüft."};

inline constexpr Text kDecision = {"Decision", "Entscheidung"};
inline constexpr Text kName = {"Name", "Name"};
inline constexpr Text kHash = {"Hash (SHA-256)", "Prüfsumme (SHA-256)"};
inline constexpr Text kCommit = {"Commit", "Commit"};
inline constexpr Text kLastUsed = {"Last used", "Zuletzt angewandt"};
inline constexpr Text kJudgements = {"Judgements", "Prüfungen"};
inline constexpr Text kRule = {"Rule", "Regel"};
inline constexpr Text kResultWord = {"Result", "Ergebnis"};
inline constexpr Text kFindingsWord = {"Findings", "Befunde"};
inline constexpr Text kPlaces = {"First places", "Erste Fundstellen"};
inline constexpr Text kJudgedCount = {"judged: ", "geprüft: "};
inline constexpr Text kMergedCount = {"merged: ", "zusammengeführt: "};
inline constexpr Text kNotGreenCount = {"of these red or unchecked: ",
                                        "davon rot oder ungeprüft: "};
inline constexpr Text kMergeRequest = {"Merge request", "Merge Request"};
inline constexpr Text kMergedAt = {"Merged", "Zusammengeführt"};
inline constexpr Text kStateColumn = {"State", "Stand"};
inline constexpr Text kRed = {"red", "rot"};
inline constexpr Text kUncheckedMerge = {"unchecked", "ungeprüft"};
inline constexpr Text kNoneDecision = {"none", "keine"};
inline constexpr Text kPassedColumn = {"Fine", "In Ordnung"};
inline constexpr Text kRequiredColumn = {"Required open", "Erforderliches offen"};
inline constexpr Text kRecommendedColumn = {"Recommended open", "Empfohlenes offen"};
inline constexpr Text kWaivedColumn = {"Waived", "Mit Ausnahme"};
inline constexpr Text kUncheckedColumn = {"Not checked", "Nicht geprüft"};
inline constexpr Text kNotApplicableColumn = {"Not applicable", "Nicht zutreffend"};
inline constexpr Text kNumber = {"No.", "Nr."};
inline constexpr Text kScopeColumn = {"For", "Wofür"};
inline constexpr Text kInPath = {" in ", " in "};
inline constexpr Text kFindingWord = {", finding ", ", Befund "};
inline constexpr Text kInMergeRequest = {", merge request ", ", Merge Request "};
inline constexpr Text kAtCommit = {", only at commit ", ", nur bei Commit "};
inline constexpr Text kReasonColumn = {"Reason", "Grund"};
inline constexpr Text kGivenColumn = {"Granted by", "Erteilt von"};
inline constexpr Text kPerson = {", person ", ", Person "};
inline constexpr Text kOn = {", on ", ", am "};
inline constexpr Text kOwnChange = {", for the own change", ", für die eigene Änderung"};
inline constexpr Text kUntilColumn = {"Until", "Bis"};
inline constexpr Text kInForce = {"in force", "in Kraft"};
inline constexpr Text kRevoked = {"revoked", "widerrufen"};
inline constexpr Text kEnded = {"ended", "abgelaufen"};
inline constexpr Text kWhat = {"What", "Was"};
inline constexpr Text kWhyColumn = {"Why", "Warum"};
inline constexpr Text kFilesCount = {"files: ", "Dateien: "};
inline constexpr Text kDefaultBranchWord = {"default branch", "Standardzweig"};

inline constexpr Text kGapNoBranch = {"The default branch was not judged",
                                      "Der Standardzweig wurde nicht geprüft"};
inline constexpr Text kGapOtherCommit = {
    "The release's own commit was not judged; what is said of the default branch is of another one",
    "Der Commit der Lieferung selbst wurde nicht geprüft; die Angaben zum Standardzweig gelten "
    "einem anderen"};
inline constexpr Text kGapNotJudged = {"The change as a whole", "Die Änderung als Ganzes"};
inline constexpr Text kGapMerged = {"Merged at a state that nobody had checked",
                                    "In einem ungeprüften Stand zusammengeführt"};
inline constexpr Text kGapUnreadable = {"The stored decision is of another version of Headwater",
                                        "Die gespeicherte Entscheidung stammt von einer anderen "
                                        "Version von Headwater"};

}  // namespace headwater::report::texts
