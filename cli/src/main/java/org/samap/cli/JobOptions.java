package org.samap.cli;

/**
 * What a command was asked to do, complete and valid as far as can be known without opening a file.
 */
sealed interface JobOptions
    permits BenchOptions,
        ClusterOptions,
        ConfidenceOptions,
        DeltaOptions,
        DemoOptions,
        EnrichOptions,
        FamiliesOptions,
        MarkersOptions,
        ModulesOptions,
        OrthogroupsOptions,
        PairsOptions,
        ParalogsOptions,
        PlanOptions,
        QueryOptions,
        RunOptions,
        SamOptions,
        ScoresOptions,
        SimulateOptions,
        TransferOptions,
        TrianglesOptions {}
